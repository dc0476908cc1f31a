import { startBar } from './bar.ts';
import { startChatButtons } from './chat.ts';
import { startMenu } from './menu.ts';
import { startPeriod } from './period.ts';
import { startTour } from './tour.ts';

startMenu();
startBar();
startChatButtons();
startPeriod();
startTour();
