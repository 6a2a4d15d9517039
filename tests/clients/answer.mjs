// A JSON document from standard input, and what `work` makes of each of its members to standard output.
import { json } from "node:stream/consumers";

export async function answer(work) {
  const found = {};
  for (const [name, each] of Object.entries(await json(process.stdin))) {
    found[name] = await work(each);
  }
  process.stdout.write(JSON.stringify(found));
}
