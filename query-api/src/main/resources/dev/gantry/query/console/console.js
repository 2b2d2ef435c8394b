import { startAlerts } from './alerts.js';
import { startCameras } from './cameras.js';
import { startSegments } from './segments.js';
import { startStatus } from './status.js';
import { startTracks } from './tracks.js';

startStatus();
startCameras();
startAlerts();
startTracks();
startSegments();
