/**
 * Scores generated text against references: {@link io.tributary.infra.measure.text.Rouge} and
 * {@link io.tributary.infra.measure.text.ExactMatch}. It has an implementation of its own, because
 * no small, maintained library on Maven Central computes the scores as published numbers were
 * computed. Pure.
 */
package io.tributary.infra.measure.text;
