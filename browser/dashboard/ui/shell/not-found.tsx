import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Empty } from '../bits/states.tsx';
import { useTitle } from './page.tsx';

export function NotFound() {
  useTitle('Not found');
  return (
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
  );
}
