package io.tributary.infra.sim.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TransactionalStoreTest {
  private final TransactionalStore store = new TransactionalStore("s");

  @Property(tries = 200)
  void aCrashTakesItBackToTheLastCommit(@ForAll long seed) {
    var random = new Random(seed);
    var tested = new TransactionalStore("s");
    var committed = new TreeMap<String, byte[]>();
    for (int step = 0; step < 60; step++) {
      String key = "k" + random.nextInt(6);
      switch (random.nextInt(6)) {
        case 0 -> tested.delete(key);
        case 1 -> {
          tested.commitChanges();
          committed.clear();
          committed.putAll(tested.content());
        }
        case 2 -> {
          tested.undoChanges();
          assertThat(tested.content()).isEqualTo(committed);
        }
        default -> tested.put(key, new byte[] {(byte) random.nextInt()});
      }
    }
  }

  @Test
  void scansByPrefixWhileEntriesGo() {
    List.of("a", "p 1", "p 2", "q").forEach(key -> store.put(key, new byte[0]));
    List<String> seen = new ArrayList<>();
    try (var entries = store.prefixScan("p ", new StringSerializer())) {
      while (entries.hasNext()) {
        String key = entries.next().key;
        seen.add(key);
        store.delete(key);
      }
    }
    assertThat(seen).containsExactly("p 1", "p 2");
    assertThat(store.content().keySet()).containsExactly("a", "q");
  }
}
