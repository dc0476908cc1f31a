// Trains the intent type model on data-sets/intent (about 15 s); with --write, publishes it as src/intent/type/weights.bin. The same data
// gives the same file. `npm run eval` says how good it is.
import { writeFileSync } from 'node:fs';
import { readConversations, readMessages, TRAINED_ON, TUNED_ON } from './type/data.ts';
import { bytesOf } from './type/pack.ts';
import { train } from './type/train.ts';

const messages = TRAINED_ON.flatMap(readMessages);
const bytes = bytesOf(train(messages, readConversations(TUNED_ON)));
console.log(`${messages.length} messages, ${bytes.length} bytes of weights`);
if (process.argv.includes('--write')) {
  writeFileSync(new URL('../src/intent/type/weights.bin', import.meta.url), bytes);
}
