/**
 * Supports the tests of several modules, above all with a real Kafka broker: one JUnit extension,
 * one broker per test JVM.
 *
 * <p>Enter at {@link io.tributary.testkit.KafkaBroker}. Test scope only: no main code imports this
 * package, and it must not import anything of ours but {@code broker}.
 */
package io.tributary.testkit;
