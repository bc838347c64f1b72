/**
 * What the tests of several modules need: above all a real Kafka broker, by one JUnit extension,
 * one broker per test JVM.
 *
 * <p>Enter at {@link io.tributary.testkit.KafkaBroker}. Test scope only: no main code imports this
 * package, and it imports nothing of ours but {@code io.tributary.broker}.
 */
package io.tributary.testkit;
