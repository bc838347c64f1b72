package io.tributary.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PortChoiceTest {

  @Test
  @DisplayName("a port that the system hands out twice is not given to two listeners")
  void otherPortThanTheTakenOne() throws IOException {
    Iterator<Integer> drawn = List.of(41_001, 41_001, 41_002).iterator();

    assertThat(PortChoice.anyBut(41_001, drawn::next)).isEqualTo(41_002);
  }
}
