import { keyboard, mouse } from '../support/chromium.ts';
import { playInChromium } from '../support/story.ts';

playInChromium(
  'the story with JavaScript: the office by mouse at a desk, who comes to it by keyboard on a narrow screen',
  {
    javaScript: true,
    office: { hands: mouse, width: 1280 },
    guests: { hands: keyboard, width: 390 },
  },
);
