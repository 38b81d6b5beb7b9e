import { keyboard, mouse } from '../support/chromium.ts';
import { playInChromium } from '../support/story.ts';

playInChromium(
  'the story without JavaScript: the office by keyboard on a narrow screen, who comes to it by mouse at a desk',
  {
    javaScript: false,
    office: { hands: keyboard, width: 390 },
    guests: { hands: mouse, width: 1280 },
  },
);
