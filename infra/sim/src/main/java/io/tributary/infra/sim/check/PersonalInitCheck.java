package io.tributary.infra.sim.check;

import static io.tributary.infra.sim.check.InvariantBroken.require;
import static io.tributary.infra.sim.check.InvariantBroken.requireEqual;

import io.tributary.infra.sim.reference.ReferenceMerge.Given;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.spec.PersonalInitMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks that every contributor of a version gets its personal start, once and right, and no other
 * slot does.
 */
final class PersonalInitCheck {
  private static final int SMALL_CLUSTER = 3;

  private final PersonalInitMode mode;

  /** The starts whose version is not visible yet, by {@link #name}. */
  private final Map<String, PersonalChunk> waiting = new TreeMap<>();

  PersonalInitCheck(PersonalInitMode mode) {
    this.mode = mode;
  }

  void arrived(PersonalChunk chunk) {
    String version = chunk.key().cluster() + "/" + chunk.version();
    String name = name(version, chunk.update(), chunk.key().index());
    require(
        mode != PersonalInitMode.OFF && waiting.put(name, chunk) == null,
        Invariant.STARTS_ARE_REALIGNED,
        "start " + name,
        mode == PersonalInitMode.OFF ? "none" : "written once",
        "written");
  }

  /**
   * Checks the starts of a version that became visible.
   *
   * @param window updates of the version
   * @param values the version
   */
  void published(AdapterManifest manifest, List<Given> window, float[] values) {
    if (mode == PersonalInitMode.OFF) {
      return;
    }
    double units = 0;
    for (Given given : window) {
      units += given.decision().units();
    }
    for (Given given : window) {
      double part = given.decision().weight() * given.decision().clip() / units;
      double kept = correctsAmong(window.size()) ? 1 - part : 1;
      float[] start = new float[values.length];
      for (int i = 0; i < start.length; i++) {
        start[i] = (float) (values[i] + kept * given.payload()[i]);
      }
      for (int index = 0; index < manifest.chunkDigests().size(); index++) {
        String name = name(manifest.key(), given.decision().update(), index);
        PersonalChunk chunk = waiting.remove(name);
        require(
            chunk != null, Invariant.STARTS_ARE_REALIGNED, "start " + name, "written", "missing");
        requireEqual(
            Invariant.STARTS_ARE_REALIGNED,
            "the version's chunk of start " + name,
            manifest.chunkDigests().get(index),
            chunk.globalDigest());
        require(
            Arrays.equals(AdapterChunks.encode(start, index), chunk.payload()),
            Invariant.STARTS_ARE_REALIGNED,
            "start " + name,
            "the version plus " + kept + " of the update",
            "something else");
      }
    }
  }

  /** Checks at the end that every start belongs to a version that is visible. */
  void requireNoneLeft() {
    require(
        waiting.isEmpty(),
        Invariant.STARTS_ARE_REALIGNED,
        "starts of versions that nobody sees",
        "none",
        waiting.keySet());
  }

  private boolean correctsAmong(int contributors) {
    return mode == PersonalInitMode.ALWAYS
        || (mode == PersonalInitMode.SMALL && contributors < SMALL_CLUSTER);
  }

  private static String name(String version, Object update, int index) {
    return version + "/" + index + " of " + update;
  }
}
