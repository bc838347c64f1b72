package io.tributary.infra.bench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessMemoryTest {
  private static final String SMAPS =
      """
      7fe0000000-7ff0000000 rw-p 00000000 00:00 0
      Size:             262144 kB
      Rss:                1000 kB
      Pss:                 900 kB
      7ff0000000-8000000000 ---p 00000000 00:00 0
      Rss:                  24 kB
      ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
      Rss:                   4 kB
      """;

  @Test
  void tellsPagesOfTheHeapFromAllPages() {
    HeapRange heap = HeapRange.of("space [0x7ff0000000, 0x7ff8000000, 0x8000000000)");

    ProcessMemory memory = ProcessMemory.of(SMAPS.lines().toList(), heap);

    assertThat(memory).isEqualTo(new ProcessMemory(1028 << 10, 24 << 10));
  }

  @Test
  void heapReachesFromItsFirstSpaceToItsLast() {
    HeapRange heap =
        HeapRange.of(
            """
             def new generation   total 115008K, used 14329K [0xd0000000, 0xd7cc0000, 0xe0000000)
              eden space 102272K,  14% used [0xd0000000, 0xd0dfe540, 0xd63e0000)
             tenured generation   total 255488K, used 0K [0xe0000000, 0xef980000, 0x100000000)
             Metaspace       used 5310K, committed 5504K, reserved 1114112K
            """);

    assertThat(heap).isEqualTo(new HeapRange(0xd0000000L, 0x100000000L));
  }

  @Test
  void refusesTextWithoutAddresses() {
    assertThatThrownBy(() -> HeapRange.of("garbage-first heap"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no address of a heap space in: garbage-first heap");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void heapOfThisProcessHoldsWhatIsAllocated() throws IOException {
    byte[] touched = new byte[32 << 20];

    ProcessMemory memory = ProcessMemory.now();

    assertThat(memory.heapBytes()).isBetween((long) touched.length, memory.residentBytes() - 1);
  }
}
