// A hospital's directory: OpenID Connect as `oidc-provider` speaks it, with people whom a test makes known.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const [port, client_id, client_secret] = process.argv.slice(2);
const issuer = `http://localhost:${port}`;
const people = new Map();

const directory = new Provider(issuer, {
  claims: { openid: ["sub"], profile: ["given_name", "preferred_username", "groups"] },
  clients: [{ client_id, client_secret, redirect_uris: ["http://localhost/sign-in/hospital/back"] }],
  conformIdTokenClaims: false, // the ID token itself carries the groups, as those of hospitals do
  cookies: { keys: ["of this run alone"] },
  findAccount: (_, sub) => people.has(sub) && { accountId: sub, claims: () => ({ sub, ...people.get(sub) }) },
  pkce: { required: () => true },
});
// A test's server stands at another port each time.
directory.Client.prototype.redirectUriAllowed = (address) => new URL(address).pathname === "/sign-in/hospital/back";

const answer = directory.callback();
createServer((request, response) => {
  if (request.method !== "PUT") return answer(request, response);
  let told = "";
  request.on("data", (part) => (told += part));
  request.on("end", () => {
    people.set(decodeURIComponent(request.url.split("/").at(-1)), JSON.parse(told));
    response.writeHead(204).end();
  });
}).listen(port, "localhost", () => console.log("ready"));
