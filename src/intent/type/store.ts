import { readFile } from 'node:fs/promises';
import { remember } from '../../foundation/remember.ts';
