package io.tributary.infra.experiment.report.table;

import io.tributary.infra.experiment.pair.CorrectAnswers;
import io.tributary.infra.experiment.run.RunResult;
import io.tributary.infra.experiment.score.DeploymentScore;
import java.util.Optional;

/**
 * A run that has scores, in the deployment of a table's row.
 *
 * @param result of the training
 * @param score of the row's deployment
 * @param marks of that deployment; empty if the answers were not kept
 */
public record ScoredRun(RunResult result, DeploymentScore score, Optional<CorrectAnswers> marks) {}
