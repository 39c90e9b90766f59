/**
 * The web page and JSON endpoint behind {@code auricle serve}. What enters: HTTP requests with sound in their bodies; what leaves: what the
 * model heard, as JSON, and a page that shows it. Nothing touches a disk. Start at {@link io.auricle.examples.serve.SoundServer}.
 *
 * <p>The way of a request: {@code Gatekeeper} (who may ask), {@code Workshop} (is there a place), {@code Uploads} (its sound, within limits),
 * {@code Analyst} (on one of the workshop's threads), {@code Answer} (what is sent). Whoever cannot go on throws a {@code Refusal}.
 */
package io.auricle.examples.serve;
