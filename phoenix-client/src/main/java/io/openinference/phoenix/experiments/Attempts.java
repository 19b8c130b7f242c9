// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.phoenix.evaluation.OutputEvaluator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tries code of the user until it returns, within the bounds of the options. */
final class Attempts {

  /** A provider that refuses for this long will not recover during the experiment. */
  private static final int MAX_REFUSALS = 20;

  private final Executor threads;
  private final ExperimentOptions options;
  private final AdaptiveRate rate = new AdaptiveRate();

  /** Evaluators call other providers than the task, or none. */
  private final Map<String, AdaptiveRate> evaluatorRates = new ConcurrentHashMap<>();

  /**
   * Creates the attempts of an experiment.
   *
   * @param threads an executor without a bound, because a try that ignores its interruption keeps
   *     its thread; or one that runs tries on the calling thread, where no timeout applies
   */
  Attempts(Executor threads, ExperimentOptions options) {
    this.threads = threads;
    this.options = options;
  }

  /**
   * Returns the result of the first try that returns.
   *
   * @param tries makes a try; each try is used once
   * @throws InterruptedException if the calling thread is interrupted
   * @throws Exception what the last try threw
   */
  <T> T call(Supplier<? extends Try<T>> tries) throws Exception {
    return call(rate, tries);
  }

  /** Returns the result of the first try of an evaluator that returns, as {@link #call} does. */
  <T> T call(OutputEvaluator evaluator, Supplier<? extends Try<T>> tries) throws Exception {
    return call(
        evaluatorRates.computeIfAbsent(evaluator.name(), name -> new AdaptiveRate()), tries);
  }

  private <T> T call(AdaptiveRate rate, Supplier<? extends Try<T>> tries) throws Exception {
    int failures = 0;
    int refusals = 0;
    while (true) {
      rate.await();
      long started = System.nanoTime();
      try {
        T result = once(tries.get());
        rate.succeeded();
        return result;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        if (options.isRateLimited(e)) {
          rate.refused(started);
          if (++refusals > MAX_REFUSALS) {
            throw e;
          }
        } else if (++failures > options.retries()) {
          throw e;
        }
      }
    }
  }

  private <T> T once(Try<T> attempt) throws Exception {
    try {
      T result = result(attempt);
      attempt.end(null);
      return result;
    } catch (Exception e) {
      attempt.end(e);
      throw e;
    }
  }

  private <T> T result(Try<T> attempt) throws Exception {
    FutureTask<T> future = new FutureTask<>(attempt);
    threads.execute(future);
    try {
      return future.get(options.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new TimeoutException("No result within " + options.timeout().toMillis() + " ms");
    } catch (InterruptedException e) {
      future.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause && !(cause instanceof InterruptedException)) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        // An assertion of the user's code is a result like an exception.
        throw new TaskErrorException(error);
      }
      throw e;
    }
  }

  /** One try of a task or of an evaluator. */
  interface Try<T> extends Callable<T> {

    /** Ends the try on the thread that waits for it, also where {@link #call} goes on. */
    void end(@Nullable Exception error);
  }

  /** Carries an error out of a try. */
  static final class TaskErrorException extends Exception {

    private static final long serialVersionUID = 1L;

    TaskErrorException(Error error) {
      super(error.toString(), error);
    }
  }
}
