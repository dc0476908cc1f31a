import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { ApiError } from '../../api/client.ts';
import { linkQueries } from '../../api/links.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import type { LinkDraft } from './link-draft.ts';

interface SlugFieldProps {
  readonly draft: LinkDraft;
  readonly set: (change: Partial<LinkDraft>) => void;
  readonly error: ApiError | null;
  readonly linkId: string | null;
}

const SHAPE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The readable part of the address, looked up while one types. Left empty it is made from the name. */
export function SlugField({ draft, set, error, linkId }: SlugFieldProps) {
  const [wanted] = useDebouncedValue(draft.slug || draft.name, 250);
  const answer = useQuery(linkQueries.slug(wanted, linkId)).data;
  const current = wanted === (draft.slug || draft.name) ? answer : undefined;
  const wellMade = draft.slug === '' || (draft.slug.length >= 2 && SHAPE.test(draft.slug));
  const problem = wellMade ? null : '2 to 60 lower-case letters, digits and single hyphens';
  const taken = draft.slug !== '' && wellMade && current !== undefined && !current.free;
  return (
    <TextInput
      label="Address"
      leftSection={<span className="slug-before dim">/l/</span>}
      leftSectionWidth={30}
      placeholder={current?.slug ?? 'made-from-the-name'}
      maxLength={60}
      spellCheck={false}
      value={draft.slug}
      error={error?.fieldMessage('slug') ?? problem ?? (taken ? `Taken. ${current.slug} is free` : null)}
      rightSection={
        draft.slug !== '' && wellMade && current?.free ? (
          <span className="slug-free">
            <Icon name="check" size={14} />
            <span className="sr">free</span>
          </span>
        ) : undefined
      }
      description={linkId ? 'The former address goes on leading here: it may be printed' : undefined}
      onChange={(event) => set({ slug: event.currentTarget.value.toLowerCase().replace(/[\s_]+/g, '-') })}
    />
  );
}
