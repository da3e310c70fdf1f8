package org.gridspace.local;

import org.gridspace.testkit.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {}
