package io.tributary.schemas.access;

/** The operations on a resource. The right to read or to write includes the right to describe. */
public enum AccessOperation {
  READ("Read"),
  WRITE("Write"),
  CREATE("Create"),
  DESCRIBE("Describe"),
  DESCRIBE_CONFIGS("DescribeConfigs"),
  ALTER_CONFIGS("AlterConfigs");

  private final String word;

  AccessOperation(String word) {
    this.word = word;
  }

  /** Returns the spelling of Kafka's tools and Strimzi. */
  public String word() {
    return word;
  }
}
