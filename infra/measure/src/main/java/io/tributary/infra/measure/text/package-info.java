/**
 * Scores of generated text against references: {@link io.tributary.infra.measure.text.Rouge} and
 * {@link io.tributary.infra.measure.text.ExactMatch}. Pure. Own code, because no small, maintained
 * library on Maven Central computes them the way that the published numbers were computed.
 */
package io.tributary.infra.measure.text;
