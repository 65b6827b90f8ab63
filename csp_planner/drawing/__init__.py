"""The outputs that are painted: paper and picture. The only part of ``export`` that knows Qt."""
