import { type CountryResponse, open } from 'maxmind';

/** ISO 3166 country of an address from a database file on this machine, or null. Nothing is asked of any network. */
export type CountryOf = (ip: string) => string | null;

/** Reads the file into memory once. @throws when it is missing or no MaxMind database. */
export async function openCountries(file: string | null): Promise<CountryOf> {
  if (file === null) return () => null;
  const reader = await open<CountryResponse>(file);
  return (ip) => reader.get(ip)?.country?.iso_code ?? null;
}
