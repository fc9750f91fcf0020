chrome.storage.local.set({ browser_id: JSON.stringify(crypto.randomUUID()) });
