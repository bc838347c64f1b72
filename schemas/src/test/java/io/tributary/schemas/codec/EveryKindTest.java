package io.tributary.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterEvent.UpdateRuling;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every kind of event and command has a fixture, and so a golden file: what a mapping writes of a
 * new kind must also be read again.
 */
class EveryKindTest {
  @Test
  void everyKindHasAFixture() {
    requireAll(ClusterEvent.class, EventFixtures.clusterEvents());
    requireAll(UpdateRuling.class, EventFixtures.updateRulings());
    requireAll(ChunkCommand.class, EventFixtures.chunkEvents());
  }

  private static <T> void requireAll(Class<T> type, Collection<? extends T> fixtures) {
    assertThat(fixtures.stream().<Class<?>>map(Object::getClass).distinct().toList())
        .containsExactlyInAnyOrderElementsOf(kinds(type).toList());
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EveryKindTest::kinds)
        : Stream.of(type);
  }
}
