import { mouse } from '../support/chromium.ts';
import { playInChromium } from '../support/story.ts';

playInChromium('the story by mouse, at a desk', {
  hands: mouse,
  javaScript: true,
  width: 1280,
  onlookers: true,
  axe: true,
});
