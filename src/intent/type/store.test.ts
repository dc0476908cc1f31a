import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { builtInTypeReader, messageReader, openTypeModel, readMessage } from './store.ts';

it('the committed weights are smaller than a megabyte and are read once', async () => {
  const { size } = await stat(new URL('./weights.bin', import.meta.url));
  expect(size).toBeLessThan(1_000_000);
  expect(await openTypeModel()).toBe(await openTypeModel());
});

it('the committed weights say what they were published with', async () => {
  const read = (message: string) => builtInTypeReader.read('', { messages: [message], signals: [], answer: null });
  expect(await read('Can you send us a quote for 40 licences?')).toMatchObject({
    type: 'Buying',
    final: true,
    by: 'model',
  });
  expect(await read('My invoice is wrong, you charged me twice')).toMatchObject({ type: 'Support', final: true });
  expect(await read('Did you get my application for the nurse vacancy?')).toMatchObject({
    type: 'Job seeker',
    final: true,
  });
  expect(await read('Do you have a reseller programme, and what commission?')).toMatchObject({
    type: 'Partnership',
    final: true,
  });
});

it('who answered is told from who guessed', async () => {
  expect(await builtInTypeReader.read('', { messages: ['hi'], signals: [], answer: 'Support' })).toMatchObject({
    by: 'answer',
  });
});

it('a greeting has no reading of its own', () => {
  expect(readMessage('good morning!')).toBeNull();
  expect(readMessage('the app crashes when I log in')).toMatchObject({ type: 'Support' });
});

it.each([
  ['missing', () => readFileSync('/nowhere/weights.bin')],
  ['not what it should be', () => Buffer.from('{}\nxyz')],
])('weights that are %s leave the message to its cues, with one warning', async (_, bytes) => {
  const warnings: Error[] = [];
  const hear = (warning: Error) => warnings.push(warning);
  process.on('warning', hear);
  onTestFinished(() => void process.off('warning', hear));
  const read = messageReader(bytes);
  expect([read('the app crashes'), read('how much is it?')]).toEqual([null, null]);
  await new Promise(setImmediate);
  expect(warnings.filter(({ name }) => name === 'IntentTypeWarning')).toHaveLength(1);
});
