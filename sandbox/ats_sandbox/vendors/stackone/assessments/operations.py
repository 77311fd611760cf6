"""Reading assessment packages, ordering them, and taking in the results."""

from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.orders.operations import declare_concluding, declare_earlier_reads, declare_ordering
from ats_sandbox.vendors.stackone.orders.placing import ASSESSMENTS
from ats_sandbox.vendors.stackone.orders.records import ASSESSMENT_PACKAGES
from ats_sandbox.vendors.stackone.orders.schemas import AssessmentOrder, AssessmentOrderInput, AssessmentPackage
from ats_sandbox.vendors.stackone.orders.views import assessment_order, assessment_package
from ats_sandbox.vendors.stackone.queries import PackageListQuery
from ats_sandbox.vendors.stackone.reads import declare_get, declare_list

assessments = Resource("Assessments", "Tests that candidates take elsewhere")

declare_list(
    assessments,
    "/assessments/packages",
    id="list_assessments_packages",
    about="assessment packages",
    repository=ASSESSMENT_PACKAGES,
    shape=AssessmentPackage,
    view=assessment_package,
    query=PackageListQuery,
)
declare_get(
    assessments,
    "/assessments/packages/{id}",
    id="get_assessments_package",
    about="an assessment package",
    repository=ASSESSMENT_PACKAGES,
    shape=AssessmentPackage,
    view=assessment_package,
)
declare_ordering(
    assessments,
    "/assessments/orders",
    id="order_assessments_request",
    about="an assessment",
    desk=ASSESSMENTS,
    body=AssessmentOrderInput,
)
declare_concluding(
    assessments,
    "/assessments/orders/{id}/result",
    id="update_assessments_result",
    about="an assessment",
    desk=ASSESSMENTS,
)
declare_earlier_reads(
    assessments,
    "/assessments/orders/{id}",
    id="assessments",
    about="an order of an assessment",
    desk=ASSESSMENTS,
    shape=AssessmentOrder,
    view=assessment_order,
)
