import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { nl } from './nl.ts';
import { pt } from './pt.ts';
import type { Language } from './topics.ts';

/** English first: where two languages use one word for two things, no language prefix is in the path and topics tie, it decides. */
export const LANGUAGES: readonly Language[] = [en, de, fr, es, pt, nl, it, ja];
