"""The models that are only read here: what a company has before anybody applies."""

from ats_sandbox.vendors.bindbee.call import Resource
from ats_sandbox.vendors.bindbee.models.departments import DEPARTMENT
from ats_sandbox.vendors.bindbee.models.job_interview_stages import JOB_INTERVIEW_STAGE
from ats_sandbox.vendors.bindbee.models.jobs import JOB
from ats_sandbox.vendors.bindbee.models.offices import OFFICE
from ats_sandbox.vendors.bindbee.models.reject_reasons import REJECT_REASON
from ats_sandbox.vendors.bindbee.models.remote_users import REMOTE_USER
from ats_sandbox.vendors.bindbee.operations.reads import reads

departments = Resource("Departments", "Parts of the company")
job_interview_stages = Resource("Job interview stages", "The steps of each job's hiring process")
jobs = Resource("Jobs", "Requisitions")
offices = Resource("Offices", "Where the company sits")
reject_reasons = Resource("Reject reasons", "Why applications end")
remote_users = Resource("Remote users", "The company's people in its applicant tracking system")

reads(departments, DEPARTMENT)
reads(job_interview_stages, JOB_INTERVIEW_STAGE)
reads(jobs, JOB)
reads(offices, OFFICE)
reads(reject_reasons, REJECT_REASON)
reads(remote_users, REMOTE_USER)
