package io.tributary.infra.experiment.score;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * The score of one deployment of a trained federation; every figure is in 0..1, every client counts
 * once.
 *
 * @param allTasks mean accuracy over all tasks: generalisation
 * @param ownTasks mean accuracy over the tasks that a client trained on
 * @param unseen mean accuracy, over their own tasks, of clients that never trained; empty if there
 *     are none
 * @param macroF1 mean over tasks of the macro-averaged F1 of their options, all clients' answers
 *     together
 * @param perTask accuracy of all tasks
 * @param perClient accuracy of all tasks by client
 * @param routing share of questions that reached a cluster of their task; 0 where nothing is routed
 * @param calibrationError expected calibration error of the chosen options' probabilities
 * @param brierScore mean squared distance of those probabilities from being right
 */
public record DeploymentScore(
    double allTasks,
    double ownTasks,
    @JsonSerialize(using = OptionalFigure.Writer.class)
        @JsonDeserialize(using = OptionalFigure.Reader.class)
        OptionalDouble unseen,
    double macroF1,
    SortedMap<String, Double> perTask,
    SortedMap<String, Double> perClient,
    double routing,
    double calibrationError,
    double brierScore) {}
