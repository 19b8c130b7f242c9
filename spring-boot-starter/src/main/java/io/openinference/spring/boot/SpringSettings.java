// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.instrumentation.spi.HostSettings;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Lets the properties that hide content hold for every tracer and instrumentation of the
 * application, also for those that the application builds itself.
 */
final class SpringSettings implements BeanFactoryPostProcessor, EnvironmentAware, DisposableBean {

  private static final String PREFIX = "OPENINFERENCE_";

  private @Nullable Environment environment;
  private @Nullable HostSettings settings;

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
    settings = HostSettings.offer(this::value);
  }

  private @Nullable String value(String variable) {
    return environment == null ? null : environment.getProperty(property(variable));
  }

  /** Returns the property of a variable: {@code openinference.hide-inputs}, for example. */
  private static String property(String variable) {
    String name = variable.startsWith(PREFIX) ? variable.substring(PREFIX.length()) : variable;
    return "openinference." + name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
    // The settings hold from the moment this bean exists, before any other bean.
  }

  @Override
  public void destroy() {
    if (settings != null) {
      settings.close();
    }
  }
}
