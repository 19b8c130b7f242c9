// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import static java.util.Objects.requireNonNull;

import io.openinference.sdk.OpenInferenceSdk;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Options of how an experiment runs, such as its repetitions and its timeout.
 *
 * @since 0.1.0
 */
public final class ExperimentOptions {

  private static final int DEFAULT_CONCURRENCY = 4;
  private static final int DEFAULT_RETRIES = 3;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private final @Nullable String name;
  private final String description;
  private final Map<String, @Nullable Object> metadata;
  private final int repetitions;
  private final int concurrency;
  private final Duration timeout;
  private final int retries;
  private final Predicate<Throwable> rateLimited;
  private final int dryRun;
  private final @Nullable PrintStream progress;
  private final @Nullable OpenInferenceSdk sdk;
  private final boolean traced;

  private ExperimentOptions(Builder builder) {
    this.name = builder.name;
    this.description = builder.description;
    this.metadata = builder.metadata;
    this.repetitions = builder.repetitions;
    this.concurrency = builder.concurrency;
    this.timeout = builder.timeout;
    this.retries = builder.retries;
    this.rateLimited = builder.rateLimited;
    this.dryRun = builder.dryRun;
    this.progress = builder.progress;
    this.sdk = builder.sdk;
    this.traced = builder.traced;
  }

  /** Returns the options that {@link #builder()} starts with. */
  public static ExperimentOptions defaults() {
    return builder().build();
  }

  /** Returns a builder. */
  public static Builder builder() {
    return new Builder();
  }

  @Nullable String name() {
    return name;
  }

  String description() {
    return description;
  }

  Map<String, @Nullable Object> metadata() {
    return metadata;
  }

  int repetitions() {
    return repetitions;
  }

  int concurrency() {
    return concurrency;
  }

  Duration timeout() {
    return timeout;
  }

  int retries() {
    return retries;
  }

  boolean isRateLimited(Throwable error) {
    return rateLimited.test(error);
  }

  int dryRun() {
    return dryRun;
  }

  @Nullable PrintStream progress() {
    return progress;
  }

  @Nullable OpenInferenceSdk sdk() {
    return sdk;
  }

  boolean isTraced() {
    return traced;
  }

  /** Returns these options without spans. */
  ExperimentOptions untraced() {
    Builder builder = builder().concurrency(concurrency).repetitions(repetitions);
    builder.timeout(timeout).retries(retries).rateLimited(rateLimited).progress(progress);
    return builder.traced(false).build();
  }

  /**
   * Builds {@link ExperimentOptions}.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private @Nullable String name;
    private String description = "";
    private Map<String, @Nullable Object> metadata = Map.of();
    private int repetitions = 1;
    private int concurrency = DEFAULT_CONCURRENCY;
    private Duration timeout = DEFAULT_TIMEOUT;
    private int retries = DEFAULT_RETRIES;
    private Predicate<Throwable> rateLimited = RateLimitErrors::isRateLimit;
    private int dryRun;
    private @Nullable PrintStream progress = System.out;
    private @Nullable OpenInferenceSdk sdk;
    private boolean traced = true;

    Builder() {}

    /** Sets the name of the experiment; Phoenix chooses one by default. */
    public Builder name(String name) {
      this.name = requireNonNull(name, "name");
      return this;
    }

    /** Sets the description of the experiment. */
    public Builder description(String description) {
      this.description = requireNonNull(description, "description");
      return this;
    }

    /** Sets the metadata of the experiment, such as the prompt or the model that it tries. */
    public Builder metadata(Map<String, ? extends @Nullable Object> metadata) {
      this.metadata = new LinkedHashMap<>(requireNonNull(metadata, "metadata"));
      return this;
    }

    /** Sets how often each example is run; the default is 1. */
    public Builder repetitions(int repetitions) {
      this.repetitions = positive(repetitions, "repetitions");
      return this;
    }

    /** Sets how many examples run at the same time; the default is 4. */
    public Builder concurrency(int concurrency) {
      this.concurrency = positive(concurrency, "concurrency");
      return this;
    }

    /**
     * Sets how long one try of the task or of an evaluator may take; the default is 60 seconds. The
     * thread of a try that takes longer is interrupted, and the experiment goes on without it.
     */
    public Builder timeout(Duration timeout) {
      if (timeout.isZero() || timeout.isNegative()) {
        throw new IllegalArgumentException("timeout must be positive: " + timeout);
      }
      this.timeout = timeout;
      return this;
    }

    /** Sets how often a task or evaluator that throws is tried again; the default is 3. */
    public Builder retries(int retries) {
      if (retries < 0) {
        throw new IllegalArgumentException("retries must not be negative: " + retries);
      }
      this.retries = retries;
      return this;
    }

    /**
     * Sets which exceptions say that a model's provider allows no more requests now. Such an
     * exception slows all tries down, and does not count as a retry. By default these are the
     * exceptions of the known clients for status 429.
     */
    public Builder rateLimited(Predicate<Throwable> rateLimited) {
      this.rateLimited = requireNonNull(rateLimited, "rateLimited");
      return this;
    }

    /**
     * Runs the first examples only, and sends nothing: no experiment, no run, no span.
     *
     * @param examples how many examples to run
     */
    public Builder dryRun(int examples) {
      this.dryRun = positive(examples, "examples");
      return this;
    }

    /**
     * Sets where progress is shown: a bar that moves if the program has a terminal, else a line for
     * each tenth. The default is {@code System.out}; null shows nothing.
     */
    public Builder progress(@Nullable PrintStream progress) {
      this.progress = progress;
      return this;
    }

    /**
     * Sets the SDK that makes the spans. Use the SDK that traces the application, so that the LLM
     * spans of a task lie below the span of the task. By default the experiment makes an SDK of its
     * own, which sends to the Phoenix of the experiment.
     */
    public Builder sdk(OpenInferenceSdk sdk) {
      this.sdk = requireNonNull(sdk, "sdk");
      return this;
    }

    /** Sets whether tasks and evaluators make spans; the default is true. */
    public Builder traced(boolean traced) {
      this.traced = traced;
      return this;
    }

    /** Returns the options. */
    public ExperimentOptions build() {
      return new ExperimentOptions(this);
    }

    private static int positive(int value, String name) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " must be positive: " + value);
      }
      return value;
    }
  }
}
