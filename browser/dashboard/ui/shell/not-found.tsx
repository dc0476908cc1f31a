import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Empty } from '../bits/states.tsx';
import { useTitle } from './page.tsx';

/** For an address outside the shell. */
export function NotFoundPage() {
  return (
    <main>
      <NotFound />
    </main>
  );
}

export function NotFound() {
  useTitle('Not found');
  return (
    <div>
      <h1 className="sr">Not found</h1>
      <Empty
        icon="search"
        title="There is nothing at this address"
        action={
          <Button component={Link} to="/">
            Go to the overview
          </Button>
        }
      >
        It may have been merged into another record, erased, or mistyped.
      </Empty>
    </div>
  );
}
