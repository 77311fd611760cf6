"use strict";
// Every write, and what was written read back through the client.

const crypto = require("node:crypto");

const CV = Buffer.from("%PDF-1.4 a short one");

async function writing(caller) {
  const reasons = (await caller.ats("listRejectedReasons", { pageSize: "100" })) ?? [];
  const users = (await caller.ats("listUsers", { pageSize: "1" })) ?? [];
  const candidate = await candidates(caller, users[0]);
  const job = await jobs(caller, users[0]);
  const application = await applications(caller, candidate, users[0]);
  await checks(caller, candidate, application, job, users[0]);
  const reason = reasons.find((one) => one.rejectedReasonType?.value === "rejected_by_organization") ?? reasons[0];
  await caller.ats("rejectApplication", {
    id: application,
    atsRejectApplicationRequestDto: { rejectedReasonId: reason?.id },
  });
  const rejected = (await caller.ats("getApplication", { id: application }))?.data;
  caller.same("ats.rejectApplication", rejected, { rejectedReasonIds: [reason?.id] });
  caller.same("ats.rejectApplication", rejected?.applicationStatus, { value: "rejected" });
  await sessions(caller);
  await accounts(caller);
}

async function candidates(caller, author) {
  const sent = {
    firstName: "Ada",
    lastName: "Quist",
    email: "ada.quist@example.com",
    title: "Engineer",
    company: "Example Works",
    country: "NO",
    phoneNumbers: [{ phone: "+44 7700 900123", type: "work" }],
    socialLinks: [{ type: "linkedin", url: "https://linkedin.example.com/in/ada" }],
  };
  const made = await caller.ats("createCandidate", { atsCreateCandidateRequestDto: sent });
  const id = made?.data?.id;
  const { phoneNumbers, ...plain } = sent;
  const shown = (await caller.ats("getCandidate", { id }))?.data;
  caller.same("ats.createCandidate", shown, plain);
  caller.same("ats.createCandidate", shown?.phoneNumbers?.[0], { phone: phoneNumbers[0].phone });
  const hiredAt = new Date("2026-02-01T00:00:00.000Z");
  await caller.ats("updateCandidate", { id, atsUpdateCandidateRequestDto: { title: "Director", hiredAt } });
  caller.same("ats.updateCandidate", (await caller.ats("getCandidate", { id }))?.data, { title: "Director", hiredAt });
  await notes(caller, "Candidate", id, author);
  return id;
}

/** Notes of a candidate or an application; only those of an application can be changed. */
async function notes(caller, kind, id, author) {
  const content = [{ body: "Speaks of graphs with love." }];
  const sent = { content, authorId: author?.id, visibility: { value: "private" } };
  const made = await caller.ats(`create${kind}Note`, { id, atsCreateNotesRequestDto: sent });
  const subResourceId = made?.data?.id;
  const shown = (await caller.ats(`get${kind}Note`, { id, subResourceId }))?.data;
  caller.same(`ats.create${kind}Note`, shown, { content, authorId: author?.id });
  const listed = (await caller.ats(`list${kind}Notes`, { id, pageSize: "100" })) ?? [];
  caller.holds(`ats.list${kind}Notes`, "the note is listed", listed.some((one) => one.id === subResourceId));
  if (kind === "Application") {
    const changed = [{ body: "Speaks of trees, too." }];
    await caller.ats("updateApplicationNote", { id, subResourceId, atsUpdateNotesRequestDto: { content: changed } });
    const after = (await caller.ats("getApplicationNote", { id, subResourceId }))?.data;
    caller.same("ats.updateApplicationNote", after, { content: changed });
  }
}

async function jobs(caller, author) {
  const [department] = (await caller.ats("listDepartments", { pageSize: "1" })) ?? [];
  const [location] = (await caller.ats("listLocations", { pageSize: "1" })) ?? [];
  const sent = {
    code: "SDK-1",
    title: "Keeper of clients",
    description: "Keeps clients well.",
    departmentIds: [department?.id],
    locationIds: [location?.id],
  };
  const made = await caller.ats("createJob", {
    atsCreateJobRequestDto: { ...sent, jobStatus: { value: "open" }, hiringTeam: [{ userId: author?.id, role: "recruiter" }] },
  });
  const id = made?.data?.id;
  caller.same("ats.createJob", (await caller.ats("getJob", { id }))?.data, sent);
  await caller.ats("updateJob", { id, atsUpdateJobRequestDto: { title: "Keeper of all clients" } });
  caller.same("ats.updateJob", (await caller.ats("getJob", { id }))?.data, { title: "Keeper of all clients" });
  return id;
}

async function applications(caller, candidateId, author) {
  const open = (await caller.ats("listJobs", { pageSize: "100", filter: { jobStatus: "open" } })) ?? [];
  const jobId = open[0]?.id;
  const brought = await caller.ats("createApplication", {
    atsCreateApplicationRequestDto: {
      jobId,
      candidate: { firstName: "Bo", lastName: "Quist", email: "bo.quist@example.com" },
      applicationStatus: { value: "active" },
      documents: [file("bo.pdf")],
    },
  });
  const whole = (await caller.ats("getApplication", { id: brought?.data?.id, expand: "documents" }))?.data;
  caller.same("ats.createApplication", whole?.candidate, { firstName: "Bo", email: "bo.quist@example.com" });
  caller.holds("ats.createApplication", "its document is there", whole?.documents?.length === 1);

  const made = await caller.ats("createApplication", { atsCreateApplicationRequestDto: { jobId, candidateId } });
  const id = made?.data?.id;
  caller.same("ats.createApplication", (await caller.ats("getApplication", { id }))?.data, { jobId, candidateId });
  await caller.ats("updateApplication", {
    id,
    atsUpdateApplicationRequestDto: { source: { name: "LinkedIn" }, applicationStatus: { value: "screen" } },
  });
  const updated = (await caller.ats("getApplication", { id }))?.data;
  caller.same("ats.updateApplication", updated?.applicationStatus, { value: "screen" });

  const stages = (await caller.ats("listJobApplicationStages", { id: jobId, pageSize: "100" })) ?? [];
  const target = stages.find((one) => one.id !== updated?.interviewStageId);
  await caller.ats("moveApplication", { id, atsMoveApplicationRequestDto: { interviewStageId: target?.id } });
  const moved = (await caller.ats("getApplication", { id }))?.data;
  caller.same("ats.moveApplication", moved, { interviewStageId: target?.id });
  const changes = (await caller.ats("listApplicationChanges", { id })) ?? [];
  caller.holds("ats.listApplicationChanges", "the move is told", changes.some((one) => one.newValues.interviewStageId === target?.id));

  await notes(caller, "Application", id, author);
  await documents(caller, id);
  await offers(caller, id);
  return id;
}

function file(name) {
  const content = CV.toString("base64");
  return { name, content, fileFormat: { value: "pdf" }, category: { value: "resume" }, confidential: { value: "false" } };
}

async function documents(caller, id) {
  await caller.ats("uploadApplicationDocument", { id, atsDocumentsUploadRequestDto: file("ada.pdf") });
  const listed = (await caller.ats("listApplicationDocuments", { id, pageSize: "100" })) ?? [];
  const made = listed.find((one) => one.name === "ada.pdf");
  const subResourceId = made?.id;
  const shown = (await caller.ats("getApplicationDocument", { id, subResourceId }))?.data;
  caller.same("ats.uploadApplicationDocument", shown?.fileFormat, { value: "pdf" });
  const bytes = await caller.ats("downloadApplicationDocument", { id, subResourceId });
  const same = bytes instanceof Uint8Array && Buffer.compare(Buffer.from(bytes), CV) === 0;
  caller.holds("ats.downloadApplicationDocument", "the file comes back as it was", same);
}

async function offers(caller, applicationId) {
  const startDate = new Date("2026-05-01T00:00:00.000Z");
  const sent = { applicationId, startDate, salary: 75000, currency: "EUR" };
  const made = await caller.ats("createOffer", { atsCreateOfferRequestDto: { ...sent, offerStatus: { value: "pending" } } });
  const id = made?.data?.id;
  caller.same("ats.createOffer", (await caller.ats("getOffer", { id }))?.data, sent);
  const inner = (await caller.ats("getApplicationOffer", { id: applicationId, subResourceId: id }))?.data;
  caller.same("ats.getApplicationOffer", inner, sent);
  const listed = (await caller.ats("listApplicationsOffers", { id: applicationId })) ?? [];
  caller.holds("ats.listApplicationsOffers", "the offer is listed", listed.some((one) => one.id === id));
}

async function checks(caller, candidateId, applicationId, jobId, requester) {
  const sent = { name: "SDK package", description: "Looks at everything.", tests: [{ name: "Identity", description: "Who" }] };
  const made = await caller.ats("createBackgroundCheckPackage", { atsCreateBackgroundCheckPackagesRequestDto: sent });
  const id = made?.data?.id;
  const shown = (await caller.ats("getBackgroundCheckPackage", { id }))?.data;
  caller.same("ats.createBackgroundCheckPackage", shown, { name: sent.name, description: sent.description });
  caller.same("ats.createBackgroundCheckPackage", shown?.tests?.[0], sent.tests[0]);
  await caller.ats("updateBackgroundCheckPackage", {
    id,
    atsUpdateBackgroundCheckPackagesRequestDto: { name: "SDK package, second edition" },
  });
  const renamed = (await caller.ats("getBackgroundCheckPackage", { id }))?.data;
  caller.same("ats.updateBackgroundCheckPackage", renamed, { name: "SDK package, second edition" });

  const about = {
    candidate: { id: candidateId },
    application: { id: applicationId },
    requester: { userId: requester?.id },
    resultsUpdateUrl: "https://example.com/results",
  };
  const result = {
    score: { label: "Percentage", value: "87", min: "0", max: "100" },
    startDate: new Date("2026-03-02T10:00:00.000Z"),
    submissionDate: new Date("2026-03-02T12:00:00.000Z"),
    summary: "Well done.",
    result: { value: "passed" },
    resultUrl: "https://example.com/results/87",
    attachments: [{ url: "https://example.com/report.pdf", contentType: { value: "pdf" } }],
  };
  const [assessment] = (await caller.ats("listAssessmentsPackages", { pageSize: "1" })) ?? [];
  const first = await caller.ats("orderAssessmentsRequest", {
    atsCreateCandidatesAssessmentsRequestDto: { id: crypto.randomUUID(), ...about, package: { id: assessment?.id } },
  });
  caller.holds("ats.orderAssessmentsRequest", "the order has a test", typeof first?.testUrl === "string");
  await caller.ats("updateAssessmentsResult", { id: first?.id, atsUpdateCandidatesAssessmentsResultsRequestDto: result });
  const second = await caller.ats("orderBackgroundCheckRequest", {
    atsCreateBackgroundCheckOrderRequestDto: { id: crypto.randomUUID(), ...about, package: { id } },
  });
  await caller.ats("updateBackgroundCheckResult", { id: second?.id, atsUpdateBackgroundCheckResultRequestDto: result });
  await caller.ats("deleteBackgroundCheckPackage", { id });
  const left = (await caller.ats("listBackgroundCheckPackages", { pageSize: "100" })) ?? [];
  caller.holds("ats.deleteBackgroundCheckPackage", "the package is gone", !left.some((one) => one.id === id));
}

async function sessions(caller) {
  const sent = {
    originOwnerId: "customer-7",
    originOwnerName: "Customer Seven",
    originUsername: "seven@example.com",
    provider: "smartrecruiters",
    categories: ["ats"],
    label: "Seventh",
    type: "test",
    metadata: {},
  };
  const made = await caller.call("connectSessions.createConnectSession", { ...sent, expiresIn: 60, multiple: true });
  caller.same("connectSessions.createConnectSession", made, sent);
  const known = await caller.call("connectSessions.authenticateConnectSession", { token: made?.token });
  caller.same("connectSessions.authenticateConnectSession", known, { ...sent, id: made?.id });
}

async function accounts(caller) {
  const told = { originOwnerName: "Customer One and a Half", originUsername: "half@example.com", type: "test" };
  const after = await caller.call("accounts.updateAccount", { id: "acme-basic", patchAccountExternalDto: told });
  caller.same("accounts.updateAccount", after, told);
  const gone = await caller.call("accounts.deleteAccount", { id: "acme-basic" });
  caller.same("accounts.deleteAccount", gone, told);
  const left = (await caller.call("accounts.listLinkedAccounts", { pageSize: 100 })) ?? [];
  caller.holds("accounts.deleteAccount", "the account is gone", !left.some((one) => one.id === "acme-basic"));
  const asked = [
    { path: "/candidates?limit=1" },
    { method: "post", path: "/candidates", body: { firstName: "Cy", lastName: "Quist", email: "cy.quist@example.com" } },
  ];
  for (const proxyRequestBody of asked) {
    await caller.call("proxy.proxyRequest", { xAccountId: process.argv[4], proxyRequestBody });
  }
}

module.exports = writing;
