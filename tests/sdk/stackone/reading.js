"use strict";
// Every read, over every record where that is feasible, with everything that a read may ask for.

const EXTRAS = {
  listApplications: { expand: "documents", include: "attachments,custom_fields" },
  listCandidates: { include: "custom_fields" },
  listJobs: { expand: "job_postings,interview_stages", include: "custom_fields" },
  listJobPostings: { include: "questionnaires" },
};

/** A list by itself, and the method that gets one of its records. */
const SHELVES = [
  ["listApplications", "getApplication"],
  ["listCandidates", "getCandidate"],
  ["listJobs", "getJob"],
  ["listJobPostings", "getJobPosting"],
  ["listOffers", "getOffer"],
  ["listInterviews", "getInterview"],
  ["listApplicationStages", "getApplicationStage"],
  ["listInterviewStages", "getInterviewStage"],
  ["listDepartments", "getDepartment"],
  ["listLocations", "getLocation"],
  ["listRejectedReasons", "getRejectedReason"],
  ["listUsers", "getUser"],
  ["listLists", "getList"],
  ["listAssessmentsPackages", "getAssessmentsPackage"],
  ["listBackgroundCheckPackages", "getBackgroundCheckPackage"],
  ["listApplicationDocumentCategories", "getApplicationDocumentCategory"],
  ["listApplicationCustomFieldDefinitions", "getApplicationCustomFieldDefinition"],
  ["listCandidateCustomFieldDefinitions", "getCandidateCustomFieldDefinition"],
  ["listJobCustomFieldDefinitions", "getJobCustomFieldDefinition"],
];

/** A list under a record of another list, and the method that gets one of its records. */
const NESTED = [
  ["listApplications", "listApplicationDocuments", "getApplicationDocument"],
  ["listApplications", "listApplicationNotes", "getApplicationNote"],
  ["listApplications", "listApplicationsOffers", "getApplicationOffer"],
  ["listApplications", "listApplicationsScheduledInterviews", "getApplicationScheduledInterview"],
  ["listApplications", "listApplicationScorecards", "getApplicationScorecard"],
  ["listApplications", "listApplicationChanges", null],
  ["listCandidates", "listCandidateNotes", "getCandidateNote"],
  ["listJobs", "listJobApplicationStages", "getJobApplicationStage"],
];

const SINGLES = 4;
const PARENTS = 8;

async function reading(caller) {
  const found = {};
  for (const [list, get] of SHELVES) {
    const extra = EXTRAS[list] ?? {};
    const records = (await caller.ats(list, { pageSize: "100", raw: true, ...extra })) ?? [];
    found[list] = records;
    await caller.ats(list, { pageSize: "3", filter: { updatedAfter: new Date(8.64e12) } });
    for (const { id, remoteId } of records.slice(0, SINGLES)) {
      const one = (await caller.ats(get, { id, raw: true, ...extra }))?.data;
      caller.same(`ats.${get}`, one, { id, remoteId });
      const byRemote = (await caller.ats(get, { id: remoteId, fields: "id" }))?.data;
      caller.same(`ats.${get}`, byRemote, { id });
    }
  }
  for (const [upper, list, get] of NESTED) {
    for (const { id } of found[upper].slice(0, PARENTS)) {
      const inner = (await caller.ats(list, { id, pageSize: "2" })) ?? [];
      for (const { id: subResourceId } of get === null ? [] : inner) {
        const one = (await caller.ats(get, { id, subResourceId }))?.data;
        caller.same(`ats.${get}`, one, { id: subResourceId });
        if (get === "getApplicationDocument") {
          await caller.ats("downloadApplicationDocument", { id, subResourceId });
        }
      }
    }
  }
  await platform(caller);
}

async function platform(caller) {
  const accounts = (await caller.call("accounts.listLinkedAccounts", { pageSize: 100, status: ["active", "error"] })) ?? [];
  for (const { id } of accounts) {
    caller.same("accounts.getAccount", await caller.call("accounts.getAccount", { id }), { id });
    await caller.call("accounts.getAccountMetaInfo", { id });
  }
  const include = "field_path,unmapped_fields,resources,inactive,webhooks,static_fields";
  for (const { provider } of (await caller.call("connectors.listConnectorsMeta", { include })) ?? []) {
    await caller.call("connectors.getConnectorMeta", { provider, include });
  }
  await logs(caller);
}

async function logs(caller) {
  const logs = (await caller.call("requestLogs.listLogs", { pageSize: 100, include: "step_logs" })) ?? [];
  for (const include of [undefined, "step_logs", "advanced_logs"]) {
    for (const { requestId } of logs.slice(0, SINGLES)) {
      const log = (await caller.call("requestLogs.getLog", { id: requestId, include }))?.data;
      caller.same("requestLogs.getLog", log, { requestId });
    }
  }
  const filter = { success: true, startDate: new Date(0), httpMethods: "GET", orderBy: "duration", orderDirection: "asc" };
  const narrowed = (await caller.call("requestLogs.listLogs", { pageSize: 50, filter })) ?? [];
  caller.holds("requestLogs.listLogs", "logs are narrowed", narrowed.every((one) => one.success && one.httpMethod === "get"));
  const durations = narrowed.map((one) => one.duration);
  caller.holds("requestLogs.listLogs", "logs are ordered", durations.every((one, at) => at === 0 || durations[at - 1] <= one));
  await caller.call("requestLogs.listStepLogs", { pageSize: 100, filter: { statusCodes: "200" } });
  await caller.call("requestLogs.listPlatformLogs", { pageSize: 100, orderBy: "status" });
}

module.exports = reading;
