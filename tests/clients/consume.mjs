// What each consumer of oEmbed is told: by discovery, or by the endpoint where one is given.
import oembetter from "oembetter";
import { unfurl } from "unfurl.js";

import { answer } from "./answer.mjs";

function fetched({ url, endpoint, options }) {
  const consumer = oembetter();
  if (endpoint) {
    consumer.endpoints([{ domain: new URL(url).hostname, endpoint }]);
  }
  return new Promise((resolve) => {
    consumer.fetch(url, options ?? {}, (error, found) =>
      resolve(error ? { error: error.status ?? error.message } : found),
    );
  });
}

const consumers = {
  oembetter: fetched,
  unfurl: async ({ url }) => (await unfurl(url)).oEmbed ?? { error: "nothing discovered" },
};

await answer((asked) => consumers[asked.consumer](asked));
