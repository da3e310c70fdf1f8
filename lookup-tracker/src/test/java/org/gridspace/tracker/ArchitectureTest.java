package org.gridspace.tracker;

import org.gridspace.testkit.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {}
