"use strict";
// Runs StackOne's own client over a sandbox: `node driver.js <server URL> <API key> <linked account> <part>`.
// It prints one JSON object: the methods that the client has, and what became of each call.

const { StackOne } = require("@stackone/stackone-client-ts");
const { isDeepStrictEqual } = require("node:util");

const GROUPS = ["ats", "accounts", "connectSessions", "connectors", "requestLogs", "proxy"];
const ENVELOPE = new Set(["contentType", "headers", "statusCode", "rawResponse", "next", "~next"]);

const [serverURL, username, account, part] = process.argv.slice(2);
const client = new StackOne({ serverURL, security: { username, password: "" } });

/** Every method of the client that the sandbox is to serve, as `group.method`. */
function methods() {
  return GROUPS.flatMap((group) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(client[group]))
      .filter((name) => name !== "constructor" && !name.startsWith("_"))
      .map((name) => `${group}.${name}`),
  );
}

/** What an answer carries beside its envelope. */
function payload(answer) {
  const [name] = Object.keys(answer).filter((key) => !ENVELOPE.has(key) && answer[key] !== undefined);
  return name === undefined ? undefined : answer[name];
}

/** What went wrong, in the client's own words. */
function complaint(error) {
  const text = typeof error.pretty === "function" ? error.pretty() : error.message;
  return { kind: error.constructor.name, text: String(text).slice(0, 2000), status: error.statusCode ?? null };
}

class Caller {
  constructor() {
    this.calls = [];
  }

  /** Call a method; gives what its answer carries, all pages joined. A failure is noted, and nothing is given. */
  async call(method, request, options) {
    const [group, name] = method.split(".");
    const call = { method, records: 0, complaint: null };
    this.calls.push(call);
    try {
      const answer = await client[group][name](request, options);
      if (typeof answer?.[Symbol.asyncIterator] !== "function") {
        const whole = payload(answer);
        const told = name.startsWith("list") && Array.isArray(whole?.data) ? whole.data : whole;
        call.records = Array.isArray(told) ? told.length : 1;
        return told;
      }
      const records = [];
      for await (const page of answer) {
        records.push(...(payload(page).data ?? []));
      }
      call.records = records.length;
      return records;
    } catch (error) {
      call.complaint = complaint(error);
      return undefined;
    }
  }

  /** Call a method of the unified API for the linked account. */
  ats(name, request = {}, options = undefined) {
    return this.call(`ats.${name}`, { xAccountId: account, ...request }, options);
  }

  /** Call a method that is to be refused with an error of this class. */
  async refused(kind, status, method, request, options) {
    const [group, name] = method.split(".");
    const call = { method, records: 0, complaint: null };
    this.calls.push(call);
    const wanted = `${kind} ${status}`;
    try {
      await client[group][name](request, { retries: { strategy: "none" }, ...options });
      call.complaint = { kind: "Accepted", text: `not refused as ${wanted}`, status: null };
    } catch (error) {
      const got = `${error.constructor.name} ${error.statusCode}`;
      call.complaint = got === wanted ? null : { ...complaint(error), text: `${got}, not ${wanted}: ${complaint(error).text}` };
      if (call.complaint === null && typeof error.timestamp?.getTime !== "function") {
        call.complaint = { kind, text: "the error does not say when", status };
      }
    }
  }

  /** Note a claim about what was answered that does not hold. */
  holds(method, what, truth) {
    if (!truth) {
      this.calls.push({ method, records: 0, complaint: { kind: "Untrue", text: what, status: null } });
    }
  }

  /** Note members that are not as they were sent. */
  same(method, told, sent) {
    for (const [name, value] of Object.entries(sent)) {
      const found = told?.[name];
      this.holds(method, `${name} is ${JSON.stringify(found)}, not ${JSON.stringify(value)}`, isDeepStrictEqual(found, value));
    }
  }
}

const PARTS = { reading: "./reading", writing: "./writing", refusals: "./refusals" };

async function main() {
  const caller = new Caller();
  await require(PARTS[part])(caller);
  process.stdout.write(JSON.stringify({ methods: methods(), calls: caller.calls }));
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
