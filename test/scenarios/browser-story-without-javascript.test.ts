import { mouse } from '../support/chromium.ts';
import { playInChromium } from '../support/story.ts';

playInChromium('the story without JavaScript', {
  hands: mouse,
  javaScript: false,
  width: 390,
  onlookers: false,
  axe: true,
});
