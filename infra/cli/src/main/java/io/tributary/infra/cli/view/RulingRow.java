package io.tributary.infra.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * What a person's decision about a subject did, or would do.
 *
 * @param action release or discard
 * @param done false with {@code --dry-run}
 * @param outcome the ledger's decision; null with {@code --dry-run}
 * @param manifest place of the manifest that is sent again
 * @param chunks places of the chunks that are sent again
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RulingRow(
    String subject,
    String action,
    boolean done,
    String manifest,
    List<String> chunks,
    DecisionRow outcome) {}
