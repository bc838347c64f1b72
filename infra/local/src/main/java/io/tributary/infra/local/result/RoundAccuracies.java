package io.tributary.infra.local.result;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.infra.local.state.StateDir;
import io.tributary.infra.report.AtomicFile;
import io.tributary.infra.report.RunResults.RoundAccuracy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps the accuracy after rounds in the state directory, so that a continued run shows all of
 * them.
 */
public final class RoundAccuracies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<RoundAccuracy>> LIST = new TypeReference<>() {};

  private final Path file;
  private final SortedMap<Integer, RoundAccuracy> rounds = new TreeMap<>();

  public RoundAccuracies(Path file) {
    this.file = file;
    try {
      if (Files.exists(file)) {
        JSON.readValue(file.toFile(), LIST).forEach(round -> rounds.put(round.round(), round));
      }
    } catch (IOException e) {
      throw StateDir.unusable(file, e);
    }
  }

  synchronized void put(RoundAccuracy round) {
    rounds.put(round.round(), round);
    try {
      AtomicFile.write(file, JSON.writeValueAsString(rounds.values()));
    } catch (IOException e) {
      throw StateDir.unusable(file, e);
    }
  }

  synchronized boolean has(int round) {
    return rounds.containsKey(round);
  }

  public synchronized List<RoundAccuracy> all() {
    return List.copyOf(rounds.values());
  }
}
