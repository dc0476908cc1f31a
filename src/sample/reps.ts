/** The made-up team: people who answered in the sample's conversations. None is a member, and none can be assigned to a real one. */

export interface SampleRep {
  readonly name: string;
  readonly firstName: string;
  readonly email: string;
}

/** Every address of the made-up team ends so. */
export const SAMPLE_TEAM_SUFFIX = '@ovenbird.example';

export const REPS = {
  mara: person('Mara', 'Lindholm'),
  tom: person('Tom', 'Achterberg'),
  ines: person('Inês', 'Carvalho'),
} as const satisfies Readonly<Record<string, SampleRep>>;

export type RepKey = keyof typeof REPS;

function person(firstName: string, lastName: string): SampleRep {
  const local = `${firstName}.${lastName}`
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
  return { name: `${firstName} ${lastName}`, firstName, email: local + SAMPLE_TEAM_SUFFIX };
}

/** Answers to choose from in the inbox. */
export const CANNED: readonly { readonly title: string; readonly text: string }[] = [
  {
    title: 'Prices in short',
    text: 'Crew is €19 and Depot €34 per technician a month; billed yearly it is €16 and €28. Planners and office users are free. Import and a first workshop are part of every plan.',
  },
  {
    title: 'Trial',
    text: 'The trial runs for 21 days with everything in it, and we do not ask for a card. After that the board is read-only until you choose a plan, so nothing you tried is lost.',
  },
  {
    title: 'Send us a diagnosis',
    text: 'Would you open the app, then Help, then Send diagnosis? It takes ten seconds, and I see at once what your phone is doing with our notifications.',
  },
];
