/** Whether an address leads to the computer that asks for it, whichever that is: nobody else's browser gets to Knock by it. */
export function isLocalAddress(url: string): boolean {
  return /^https?:\/\/(localhost|[\w.-]+\.localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])(:|\/|$)/i.test(url);
}
