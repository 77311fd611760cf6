"use strict";
// Every status that StackOne may refuse with is the error that the client has for it.

const ERRORS = {
  400: "BadRequestResponse",
  401: "UnauthorizedResponse",
  403: "ForbiddenResponse",
  404: "NotFoundResponse",
  408: "RequestTimedOutResponse",
  409: "ConflictResponse",
  412: "PreconditionFailedResponse",
  422: "UnprocessableEntityResponse",
  429: "TooManyRequestsResponse",
  500: "InternalServerErrorResponse",
  501: "NotImplementedResponse",
  502: "BadGatewayResponse",
};

const basic = (key) => ({ headers: { Authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` } });

async function refusals(caller) {
  const xAccountId = process.argv[4];
  const refused = (status, ...call) => caller.refused(ERRORS[status], status, ...call);

  for (const status of Object.keys(ERRORS).map(Number)) {
    const told = { headers: { Prefer: `code=${status}` } };
    await refused(status, "ats.listJobs", { xAccountId }, told);
    await refused(status, "ats.createCandidate", { xAccountId, atsCreateCandidateRequestDto: {} }, told);
    await refused(status, "proxy.proxyRequest", { xAccountId, proxyRequestBody: {} }, told);
    if (status !== 412) {
      await refused(status, "accounts.listLinkedAccounts", {}, told);
      await refused(status, "requestLogs.listLogs", {}, told);
    }
  }

  await refused(400, "ats.listJobs", { xAccountId, pageSize: "many" });
  await refused(400, "ats.createApplication", { xAccountId, atsCreateApplicationRequestDto: {} });
  await refused(400, "connectSessions.authenticateConnectSession", { token: "nobody" });
  await refused(401, "ats.listJobs", { xAccountId }, basic("nobody"));
  await refused(403, "ats.createCandidate", { xAccountId, atsCreateCandidateRequestDto: {} }, basic("sandbox-readonly"));
  await refused(404, "ats.getJob", { xAccountId, id: "nobody" });
  await refused(404, "ats.getJob", { xAccountId: "nobody", id: "nobody" });
  await refused(404, "accounts.getAccount", { id: "nobody" });
  await refused(404, "requestLogs.getLog", { id: "nobody" });
  await refused(404, "proxy.proxyRequest", { xAccountId, proxyRequestBody: { path: "/nowhere" } });
  await refused(412, "ats.listJobs", { xAccountId: "acme-suspended" });
  await refused(422, "proxy.proxyRequest", {
    xAccountId,
    proxyRequestBody: { method: "post", path: "/interviews-api/v201904/interviews", body: {} },
  });
  await refused(501, "ats.listOffers", { xAccountId: "acme-basic" });
  await refused(502, "proxy.proxyRequest", { xAccountId, proxyRequestBody: { url: "https://example.com" } });
  const [application] = (await caller.ats("listApplications", { pageSize: "1" })) ?? [];
  const dto = { jobId: application?.jobId, candidateId: application?.candidateId };
  await refused(409, "ats.createApplication", { xAccountId, atsCreateApplicationRequestDto: dto });
}

module.exports = refusals;
