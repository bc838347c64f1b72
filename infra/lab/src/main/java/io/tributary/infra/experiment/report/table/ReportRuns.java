package io.tributary.infra.experiment.report.table;

import io.tributary.infra.experiment.pair.CorrectAnswers;
import io.tributary.infra.experiment.plan.ServingMode;
import io.tributary.infra.experiment.rows.AnsweredRows;
import io.tributary.infra.experiment.run.RescoredRun;
import io.tributary.infra.experiment.run.RunDirectory;
import io.tributary.infra.experiment.run.RunResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads the runs of a report, each once, with the figures that their answers give. */
public final class ReportRuns {
  private final RunDirectory directory;
  private final Map<String, Optional<RunResult>> known = new HashMap<>();
  private final SortedSet<String> withoutRows = new TreeSet<>();
  private final SortedSet<String> otherwiseStored = new TreeSet<>();

  public ReportRuns(RunDirectory directory) {
    this.directory = directory;
  }

  /**
   * Returns the result of a training that has ended. It has the stored figures if its answers were
   * not kept.
   */
  public Optional<RunResult> result(String key) {
    return known.computeIfAbsent(key, k -> directory.result(k).map(this::rescored));
  }

  private RunResult rescored(RunResult stored) {
    if (stored.failure() != null) {
      return stored;
    }
    Optional<AnsweredRows> rows = directory.rows(stored);
    if (rows.isEmpty()) {
      withoutRows.add(stored.key());
      return stored;
    }
    RescoredRun rescored = RescoredRun.of(stored, rows.get());
    if (!rescored.asStored()) {
      otherwiseStored.add(stored.key());
    }
    return rescored.result();
  }

  /** Returns which answers of a deployment were right; empty if the answers were not kept. */
  public Optional<CorrectAnswers> marks(RunResult result, ServingMode servingMode) {
    return directory
        .rows(result)
        .filter(rows -> rows.deployments().containsKey(servingMode))
        .map(rows -> CorrectAnswers.of(rows, servingMode));
  }

  /** Returns what a reader must know about the runs that were read; empty if nothing. */
  public List<String> notes() {
    var notes = new ArrayList<String>();
    if (!withoutRows.isEmpty()) {
      notes.add(
          count(withoutRows)
              + " no answers beside their figures (an older program made them, or files in rows/"
              + " are gone): comparisons row by row need them and leave these runs out. Remove "
              + file(withoutRows)
              + (withoutRows.size() > 1 ? " and the like" : "")
              + " to have them run again.");
    }
    if (!otherwiseStored.isEmpty()) {
      notes.add(
          count(otherwiseStored)
              + " figures that their answers do not come to; the tables show what the answers come"
              + " to. The first is "
              + file(otherwiseStored)
              + ".");
    }
    return notes;
  }

  private static String count(SortedSet<String> keys) {
    return keys.size() == 1 ? "1 run has" : keys.size() + " runs have";
  }

  private static String file(SortedSet<String> keys) {
    return "runs/" + keys.first() + ".json";
  }
}
