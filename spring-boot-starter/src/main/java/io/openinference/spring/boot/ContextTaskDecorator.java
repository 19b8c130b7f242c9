// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.opentelemetry.context.Context;
import org.springframework.core.task.TaskDecorator;

/** Lets tasks run in the Context of their caller. */
final class ContextTaskDecorator implements TaskDecorator {

  @Override
  public Runnable decorate(Runnable task) {
    return Context.current().wrap(task);
  }
}
