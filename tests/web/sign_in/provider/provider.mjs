// An OpenID Connect provider: node provider.mjs PORT RETURN_TO. Whoever types an address as their name is its owner; the
// address is verified unless it begins with "unverified". It says "ready" once it answers.
import { Provider } from "oidc-provider";

const [port, returnTo] = process.argv.slice(2);
const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: "reviews",
      client_secret: "of the tests alone",
      redirect_uris: [returnTo],
      post_logout_redirect_uris: [new URL("/sign-in", returnTo).href],
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"] },
  cookies: { keys: ["of the tests alone"] },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: id, email_verified: !id.startsWith("unverified") }),
  }),
});
provider.listen(Number(port), "localhost", () => console.log("ready"));
