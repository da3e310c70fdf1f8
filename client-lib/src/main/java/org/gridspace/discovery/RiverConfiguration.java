package org.gridspace.discovery;

import java.util.Map;
import net.jini.config.Configuration;
import net.jini.config.ConfigurationException;
import net.jini.config.NoSuchEntryException;
import org.jspecify.annotations.Nullable;

/**
 * A River configuration that is made by the program, not read from a file. Immutable.
 *
 * @param entries values by component and entry name, such as {@code net.jini.lookup.JoinManager.maxLeaseDuration};
 *     primitive ones boxed
 */
public record RiverConfiguration(Map<String, Object> entries) implements Configuration {
    /** Copies. */
    public RiverConfiguration {
        entries = Map.copyOf(entries);
    }

    @Override
    public Object getEntry(String component, String name, Class type) throws ConfigurationException {
        Object value = entries.get(component + "." + name);
        if (value == null) {
            throw new NoSuchEntryException("No entry " + component + "." + name);
        }
        if (!type.isPrimitive() && !type.isInstance(value)) {
            throw new ConfigurationException(component + "." + name + " is not a " + type.getName());
        }
        return value;
    }

    @Override
    public @Nullable Object getEntry(String component, String name, Class type, @Nullable Object defaultValue)
            throws ConfigurationException {
        return entries.containsKey(component + "." + name) ? getEntry(component, name, type) : defaultValue;
    }

    @Override
    public @Nullable Object getEntry(
            String component, String name, Class type, @Nullable Object defaultValue, @Nullable Object data)
            throws ConfigurationException {
        if (entries.containsKey(component + "." + name)) {
            return getEntry(component, name, type);
        }
        if (defaultValue == NO_DEFAULT) {
            throw new NoSuchEntryException("No entry " + component + "." + name);
        }
        return defaultValue;
    }
}
