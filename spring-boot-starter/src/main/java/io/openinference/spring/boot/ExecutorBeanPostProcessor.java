// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.instrumentation.spi.TelemetryGuard;
import java.lang.reflect.Field;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.ReflectionUtils;

/**
 * Lets Spring's executors that the application declares itself, for {@code @Async} methods, run
 * tasks in the Context of their caller. A decorator of the application stays.
 */
final class ExecutorBeanPostProcessor implements BeanPostProcessor {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("spring-boot-starter");
  private static final TaskDecorator OWN = new ContextTaskDecorator();

  /** Before the initialization, which gives the decorator to the pool. */
  @Override
  public Object postProcessBeforeInitialization(Object bean, String beanName) {
    try {
      if (bean instanceof ThreadPoolTaskExecutor pool) {
        decorate(pool, ThreadPoolTaskExecutor.class, pool::setTaskDecorator);
      } else if (bean instanceof SimpleAsyncTaskExecutor threads) {
        decorate(threads, SimpleAsyncTaskExecutor.class, threads::setTaskDecorator);
      } else if (bean instanceof ConcurrentTaskExecutor adapter) {
        decorate(adapter, ConcurrentTaskExecutor.class, adapter::setTaskDecorator);
      }
    } catch (Throwable fault) {
      GUARD.handle("decorate an executor", fault);
    }
    return bean;
  }

  private static void decorate(Object executor, Class<?> type, Consumer<TaskDecorator> setter)
      throws IllegalAccessException {
    Field field = ReflectionUtils.findField(type, "taskDecorator");
    if (field == null) {
      return;
    }
    field.setAccessible(true);
    TaskDecorator present = (TaskDecorator) field.get(executor);
    if (!(present instanceof ContextTaskDecorator)) {
      setter.accept(withContext(present));
    }
  }

  /** A Context that the decorator of the application makes current in the task wins. */
  private static TaskDecorator withContext(@Nullable TaskDecorator decorator) {
    return decorator == null ? OWN : task -> OWN.decorate(decorator.decorate(task));
  }
}
