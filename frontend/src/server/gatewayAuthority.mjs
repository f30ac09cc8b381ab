import { readFileSync } from "node:fs";
import { Agent, buildConnector, setGlobalDispatcher } from "undici";

/**
 * Believes the gateway by one certificate (PEM) alone, for `fetch` as for all else. The file is read when the first connection is made and again after one
 * failed: in development the gateway makes it, and starts after the web app.
 */
export function trustGatewayBy(file) {
  let connector = null;
  const connect = (options, done) => {
    try {
      connector ??= buildConnector({ ca: readFileSync(file) });
    } catch (error) {
      return done(error, null);
    }
    return connector(options, (error, socket) => {
      if (error !== null) connector = null;
      done(error, socket);
    });
  };
  const agent = new Agent({ connect });
  setGlobalDispatcher(agent);
  return agent;
}
