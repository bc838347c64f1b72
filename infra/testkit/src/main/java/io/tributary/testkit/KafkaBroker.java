package io.tributary.testkit;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Provides a real broker for tests, shared by all classes of the test JVM and started on first use.
 *
 * <p>Either {@code @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker()}, or
 * {@code @ExtendWith(KafkaBroker.class)} and a parameter of this type. {@code -Dkafka.test.broker}
 * chooses {@code auto} (the default: Testcontainers if an engine and its image answer, else
 * embedded), {@code embedded} or {@code testcontainers}, which fails instead of falling back.
 */
public final class KafkaBroker implements BeforeAllCallback, ParameterResolver {

  private static final AtomicInteger NAMES = new AtomicInteger();

  /** Returns the broker's address for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return SharedBroker.get().bootstrapServers();
  }

  /** Returns an admin client that all tests share; it closes with the broker, never before. */
  public Admin admin() {
    return SharedBroker.get().admin();
  }

  /**
   * Returns a name that no other test of this broker gets: {@code stem-7}, for topics and groups.
   */
  public String uniqueName(String stem) {
    return stem + "-" + NAMES.incrementAndGet();
  }

  /** Starts the broker before the first test, so that no single test pays for it. */
  @Override
  public void beforeAll(ExtensionContext context) {
    SharedBroker.get();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KafkaBroker.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return this;
  }
}
